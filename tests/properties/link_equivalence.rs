//! Which links are the same, which are others, and which a person should look at.

use signpost::directory::{LinkPolicy, LinkUrl};

/// The verdict, two links, and what is between them. *Same*: one key. *Other*: another key.
/// *Maybe*: another key, and listed as similar. *Apart*: another key, and not even similar.
const TABLE: &str = "
same http://awesome-go.com/ https://awesome-go.com/ scheme
same http://www.grymoire.com/a/Awk.html https://www.grymoire.com/a/Awk.html scheme below the root
same https://ant.design https://ant.design/ empty path
same http://datos.gob.ar https://datos.gob.ar/ scheme and empty path
same HTTPS://WWW.GOV.UK/service-manual https://www.gov.uk/service-manual case of scheme and host
same https://example.org:443/jobs/ https://example.org/jobs/ default port of https
same http://www.gnu.org:80/software/ http://www.gnu.org/software/ default port of http
same https://data.gov.uk/ https://www.data.gov.uk/ www.
same https://www.home-assistant.io/ https://home-assistant.io www. and empty path
same https://example.org/?utm_source=Github&utm_medium=Referral https://example.org/ campaign
same https://example.org/?utm_source=a&utm_campaign=b https://example.org campaign, nothing left
same https://example.org/a?id=7&utm_source=x&b=2 https://example.org/a?id=7&b=2 campaign beside content
same https://example.org/?utm%5Fsource=a https://example.org/ escaped campaign
same https://www.nhs.uk/conditions/?fbclid=IwAR2xQ9 https://www.nhs.uk/conditions/ fbclid
same https://www.nhs.uk/conditions/?gclid=abc https://www.nhs.uk/conditions/ gclid
same https://www.nhs.uk/conditions/?msclkid=abc https://www.nhs.uk/conditions/ msclkid
same https://www.nice.org.uk/guidance? https://www.nice.org.uk/guidance empty query
same https://example.org/code/# https://example.org/code/ empty fragment
same https://www.gov.uk/open#:~:text=Being%20open https://www.gov.uk/open text directive
same https://www.gov.uk/open#part:~:text=Being https://www.gov.uk/open#part text directive after a place
same https://github.com/0xnr/awesome-bigdata#readme https://github.com/0xnr/awesome-bigdata GitHub readme
same https://github.com/a/b?tab=readme-ov-file#readme-ov-file https://github.com/a/b GitHub readme tab
same https://github.com/504ensicsLabs/LiME.git https://github.com/504ensicsLabs/LiME GitHub clone address
same https://github.com/nhs-r-community/pxtextmineR/ https://github.com/nhs-r-community/pxtextmineR GitHub final slash
same https://github.com/NHSX/ https://github.com/nhsx GitHub owner's page
same https://github.com/Sirupsen/logrus https://github.com/sirupsen/logrus GitHub case
same https://github.com/Sirupsen/Logrus/tree/master/Hooks https://github.com/sirupsen/logrus/tree/master/Hooks GitHub case of a folder's repository
same https://en.wikipedia.org/wiki/Caf%c3%a9 https://en.wikipedia.org/wiki/Caf%C3%A9 hexadecimal digits
same https://en.wikipedia.org/wiki/Café https://en.wikipedia.org/wiki/Caf%C3%A9 IRI
same https://example.org/?q=Café https://example.org/?q=Caf%C3%A9 IRI in the query
same https://www.gnu.org/software/%62ash/ https://www.gnu.org/software/bash/ unreserved characters
same https://example.org/a|b https://example.org/a%7Cb illegal characters
same https://www.gov.uk/guidance/../service-manual https://www.gov.uk/service-manual dot segments
same https://www.gov.uk/a/%2E%2e/b https://www.gov.uk/b escaped dot segments
same https://խօսենք.ցանցառներ.հայ/ https://xn--29ap2a0a1bc.xn--y9aam0eb9a4abc.xn--y9a3aq/ IDN
same https://MÜNCHEN.example/ https://xn--mnchen-3ya.example/ IDN case

other https://cpbook.net/#CP1details https://cpbook.net/#CP2details fragments
apart https://at-ui.github.io/at-ui/#/en https://at-ui.github.io/at-ui/ a script-driven page
apart http://hitsp.org/Details.aspx?&PrefixNumeric=143 http://hitsp.org/Details.aspx?&PrefixNumeric=108 the query picks
apart http://go.microsoft.com/fwlink/?LinkId=50893 http://go.microsoft.com/fwlink/?linkid=44661 a redirector
apart http://portal.hud.gov/hudportal/HUD http://portal.hud.gov/hudportal/HUD?src=/faqs src isn't known
apart https://example.org/a https://example.org/a?ref=main ref isn't known
apart http://www.fengtang.com/blog/?feed=rss2 http://www.fengtang.com/blog/ a feed
apart http://www.opennet.ru/docs/RUS/Lpg http://www.opennet.ru/docs/RUS/lpg case of the path
apart https://demo.hestiacp.com:8083/login/ https://demo.hestiacp.com/login/ port
apart https://github.com/fivethirtyeight/data https://github.com/fivethirtyeight/data/tree/master/airline-safety a folder of a repository
apart https://github.com/rcpch/digital-growth-charts-server https://github.com/rcpch/digital-growth-charts-server/issues an issue tracker
apart https://github.com/carpedm20/awesome-hacking https://github.com/Hack-with-Github/Awesome-Hacking another owner
apart https://gitlab.com/Owner/Repo https://gitlab.com/owner/repo GitHub's rules hold there only
apart https://en.wikipedia.org/wiki/OPML https://de.wikipedia.org/wiki/OPML language
apart https://gds.blog.gov.uk/ https://www.gov.uk/ subdomain
apart https://web.archive.org/web/20161121145226/http://rypress.com:80/git/index http://rypress.com/git/index an archived copy
apart https://arxiv.org/abs/0904.3664v1 https://arxiv.org/abs/0904.3664v2 version of a paper
apart https://gitlab.com/api/v4/projects/gitlab-org%2Fgitlab https://gitlab.com/api/v4/projects/gitlab-org/gitlab escaped slash
apart http://example.org/PASS+Architecture http://example.org/PASS%20Architecture plus in a path
apart ftp://ftp.ihe.net/IT_Infrastructure/ http://ftp.ihe.net/IT_Infrastructure/ ftp
apart https://www.gov.uk/ https://www.gоv.uk/ a look-alike

maybe https://blitiri.com.ar/p/chasquid https://blitiri.com.ar/p/chasquid/ final slash
maybe https://example.org/CARS-3/index.html https://example.org/CARS-3/ folder page
maybe https://example.org/CARS-3/Default.aspx https://example.org/CARS-3 folder page of a server language
maybe https://www.youtube.com/watch?v=ZjwvMcP3Nf0&list=PLU9 https://www.youtube.com/watch?list=PLU9&v=ZjwvMcP3Nf0 order of parameters
maybe https://youtu.be/CGpMlWVcHok https://www.youtube.com/watch?v=CGpMlWVcHok short host
maybe https://en.m.wikipedia.org/wiki/AWK https://en.wikipedia.org/wiki/AWK mobile host
maybe https://dx.doi.org/10.21227/6htp-py25 https://doi.org/10.21227/6htp-py25 former host
maybe https://arxiv.org/abs/1410.7188 https://arxiv.org/pdf/1410.7188 paper and file
maybe https://benhouston3d.com./rss.xml https://benhouston3d.com/rss.xml root dot
maybe https://github.com/a/b/tree/master/core//Agriculture https://github.com/a/b/tree/master/core/Agriculture doubled slash
maybe https://www.gov.uk/data-draft#helping-developers https://www.gov.uk/data-draft a place in a page
";

struct Row {
    verdict: &'static str,
    links: [LinkUrl; 2],
    line: &'static str,
}

fn table() -> Vec<Row> {
    let lines = TABLE.lines().filter(|line| !line.is_empty());
    lines.map(row).collect()
}

fn row(line: &'static str) -> Row {
    let policy = LinkPolicy {
        allow_private: false,
        allow_ftp: true,
    };
    let columns: Vec<&str> = line.splitn(4, ' ').collect();
    let link = |text: &str| LinkUrl::parse(text, policy).unwrap_or_else(|e| panic!("{line}: {e}"));
    Row {
        verdict: columns[0],
        links: [link(columns[1]), link(columns[2])],
        line,
    }
}

#[test]
fn every_pair_is_judged_as_the_table_says() {
    let rows = table();
    for verdict in ["same", "other", "maybe", "apart"] {
        assert!(rows.iter().any(|row| row.verdict == verdict), "{verdict}");
    }
    for Row {
        verdict,
        links,
        line,
    } in rows
    {
        let [a, b] = links;
        let same = a.key() == b.key();
        let similar = a.similar_key() == b.similar_key();
        match verdict {
            "same" => assert!(same && similar, "{line}"),
            "other" => assert!(!same, "{line}"),
            "maybe" => assert!(!same && similar, "{line}"),
            "apart" => assert!(!same && !similar, "{line}"),
            _ => panic!("{line}"),
        }
    }
}

#[test]
fn a_user_name_that_looks_like_a_site_is_no_link_at_all() {
    let link = "https://www.nhs.uk@example.com/";
    assert!(LinkUrl::parse(link, LinkPolicy::default()).is_err());
}
