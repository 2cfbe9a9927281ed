//! The names that people give to the fields of a record.

/// What a column or a key says about an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The link.
    Url,
    /// What it is called.
    Title,
    /// What is said about it; several are joined.
    Description,
    /// Where Pinboard keeps the description.
    Extended,
    /// Where it belongs, maybe as a path.
    Category,
    /// Where it belongs below that.
    Subcategory,
    /// Words for it.
    Tags,
    /// Its licence.
    Licence,
    /// Who publishes it.
    Organisation,
    /// Its language.
    Language,
    /// A warning.
    Caveat,
    /// What the warning is about.
    CaveatKind,
    /// Whether nobody looks after it any more.
    Archived,
    /// When it was added.
    Added,
    /// When it was changed.
    Updated,
    /// When a person confirmed it.
    Verified,
    /// Whether the home page shows it.
    Featured,
    /// The question that it answers.
    Question,
    /// Whether it is live or retired.
    Status,
    /// Whether only its owner should see it.
    Private,
    /// Whether everybody may see it.
    Shared,
    /// Its own name in exports.
    Uid,
    /// Where its source code is.
    SourceCode,
    /// Where it can be tried.
    Demo,
    /// Where its feed is.
    Feed,
    /// The short name that others refer to it by.
    Identifier,
}

/// The names of each field, squashed to letters and digits, the surest first.
const NAMES: [(Field, &str); 26] = [
    (
        Field::Url,
        "url link href uri websiteurl website web homepage homepageurl htmlurl \
         webaddress siteurl site pageurl address weblink webpage webseite adresse \
         lien enlace sitioweb sito indirizzo direccion endereco adres lank lenke linkki \
         odkaz ссылка адрес сайт 网址 链接 地址 網址 連結 リンク アドレス 링크 주소 رابط الرابط لینک نشانی",
    ),
    (
        Field::Title,
        "title name label linktext text bookmark heading caption sitename websitename \
         resource resourcename service tool project projectname software app api \
         headline titel bezeichnung titre nom titulo nombre titolo nome naam namn navn \
         nazwa tytul tytuł nazev název otsikko nimi название имя заголовок 标题 名称 标题名称 \
         名字 標題 名稱 タイトル 名前 제목 이름 العنوان عنوان الاسم نام",
    ),
    (
        Field::Description,
        "description desc summary abstract excerpt about introduction intro \
         shortdescription details note notes comment comments remarks annotation body \
         content beschreibung notiz bemerkung kurzbeschreibung résumé resume \
         descripcion descripción descrizione descricao descrição beschrijving \
         omschrijving beskrivning beskrivelse opis popis kuvaus описание примечание 描述 \
         简介 说明 介绍 簡介 說明 説明 概要 설명 الوصف وصف توضیحات توضیح",
    ),
    (Field::Extended, "extended"),
    (
        Field::Category,
        "category categories categorypath folder folders section group topic path \
         collection theme area heading1 kategorie kategorien ordner rubrik thema \
         bereich catégorie categorie categoría categoria cartella carpeta pasta dossier \
         rubrique map kategoria kategori luokka категория раздел папка 分类 类别 分類 類別 カテゴリ \
         カテゴリー 카테고리 분류 الفئة التصنيف دسته دستهبندی",
    ),
    (
        Field::Subcategory,
        "subcategory subsection subtopic subfolder unterkategorie souscategorie \
         subcategoria",
    ),
    (
        Field::Tags,
        "tags tag tagnames taglist keywords keyword labels topics schlagworte \
         schlagwörter stichworte motscles motsclés etiquettes étiquettes etiquetas \
         palabrasclave etichette palavraschave trefwoorden taggar теги метки 标签 標籤 タグ \
         태그 وسوم برچسبها",
    ),
    (
        Field::Licence,
        "licence license licences licenses spdx lizenz licentie licencia licenza \
         licença licens лицензия 许可证 授權 ライセンス 라이선스",
    ),
    (
        Field::Organisation,
        "organisation organization publisher organisations owner author authors creator \
         maintainer provider vendor company institution agency herausgeber anbieter \
         autor autoren éditeur editeur auteur organización organizacion autore \
         организация автор 作者 组织 發行者 著者 기관",
    ),
    (
        Field::Language,
        "language lang locale sprache langue idioma lingua taal språk язык 语言 語言 言語 언어 \
         زبان اللغة",
    ),
    (
        Field::Caveat,
        "caveat warning caution warnung avertissement advertencia",
    ),
    (Field::CaveatKind, "caveatkind"),
    (Field::Archived, "archived isarchived"),
    (
        Field::Added,
        "addedat added dateadded adddate created createdat creationdate time date \
         timestamp timeadded datum fecha hinzugefügt ajouté дата 日期 日付 添加时间",
    ),
    (
        Field::Updated,
        "updatedat updated lastmodified modified datemodified lastupdated",
    ),
    (
        Field::Verified,
        "verifiedat verified lastverified lastchecked checkedat",
    ),
    (
        Field::Featured,
        "featured isfeatured favorite favourite starred highlight",
    ),
    (Field::Question, "question"),
    (Field::Status, "status state"),
    (Field::Private, "private isprivate"),
    (Field::Shared, "shared public ispublic"),
    (Field::Uid, "uid"),
    (
        Field::SourceCode,
        "sourcecodeurl sourcecode sourceurl repositoryurl repository repo repourl \
         github githuburl gitlab codeurl giturl",
    ),
    (Field::Demo, "demourl demo livedemo demolink"),
    (
        Field::Feed,
        "feedurl feed rssfeed rss xmlurl rssurl atom atomurl atomfeed",
    ),
    (Field::Identifier, "identifier id spdxid key slug"),
];

impl Field {
    /// The field that a header or key names, in whatever case and with whatever marks between its
    /// words, and how well: 0 is the best.
    pub fn named(header: &str) -> Option<(Self, usize)> {
        let squashed: String = header
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        if squashed.chars().count() > 40 {
            return None;
        }
        NAMES.iter().find_map(|(field, names)| {
            let rank = names.split_whitespace().position(|name| name == squashed)?;
            Some((*field, rank))
        })
    }

    /// What a person calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Url => "Link",
            Self::Title => "Title",
            Self::Description | Self::Extended => "Description",
            Self::Category => "Category",
            Self::Subcategory => "Category below",
            Self::Tags => "Tags",
            Self::Licence => "Licence",
            Self::Organisation => "Organisation",
            Self::Language => "Language",
            Self::Caveat => "Caveat",
            Self::CaveatKind => "Kind of caveat",
            Self::Archived => "Archived",
            Self::Added => "Added",
            Self::Updated => "Updated",
            Self::Verified => "Verified",
            Self::Featured => "Featured",
            Self::Question => "Question",
            Self::Status => "Status",
            Self::Private => "Private",
            Self::Shared => "Shared",
            Self::Uid => "Identifier in exports",
            Self::SourceCode => "Source code",
            Self::Demo => "Demo",
            Self::Feed => "Feed",
            Self::Identifier => "Short name",
        }
    }
}
