// Searches a static copy of the directory: reads the few prepared files that hold the words.
(() => {
  const list = document.getElementById('results');
  const said = document.getElementById('results-said');
  const field = document.querySelector('.find--page input[name=q]');
  const { buckets, shard } = list.dataset;
  const MOST = 50;
  const words = new Map();
  const links = new Map();
  window.signpostWords = (number, data) => words.set(number, Object.entries(data));
  window.signpostLinks = (number, data) => links.set(number, data);

  const load = (store, name, number) => store.has(number) ? Promise.resolve() : new Promise((done) => {
    const script = document.createElement('script');
    script.src = `search/${name}-${number}.js`;
    script.onload = script.onerror = done;
    document.head.append(script);
  });

  const alone = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
  const pattern = new RegExp(`${alone}|(?:(?!${alone})[\\p{L}\\p{N}])+`, 'gu');
  const tokens = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(pattern) ?? [];

  const bucketOf = (word) => {
    let hash = 0;
    for (const unit of word.slice(0, 2).split('')) hash = (hash * 31 + unit.charCodeAt(0)) % 65536;
    return hash % Number(buckets);
  };

  const element = (name, attributes, ...inside) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  const result = (link) => element('li', { class: 'entry' }, element('div', { class: 'entry__main' },
    element('h2', { class: 'entry__title' },
      element('a', { href: link.url, rel: 'external ugc nofollow noopener' }, element('bdi', {}, link.title))),
    ...(link.summary ? [element('p', {}, element('bdi', {}, link.summary))] : []),
    element('div', { class: 'facts' },
      element('span', {}, 'in ', element('bdi', {}, link.category)), ' ',
      element('a', { href: link.page }, 'Details', element('span', { class: 'vh' }, `: ${link.title}`)))));

  const scores = async (typed) => {
    let found = null;
    for (const word of new Set(typed)) {
      const bucket = bucketOf(word);
      await load(words, 'words', bucket);
      const here = new Map();
      for (const [known, numbers] of words.get(bucket) ?? []) {
        if (known !== word && (word.length < 2 || !known.startsWith(word))) continue;
        for (const number of numbers) here.set(number, Math.max(here.get(number) ?? 0, known === word ? 2 : 1));
      }
      found = found === null ? here
        : new Map([...found].filter(([n]) => here.has(n)).map(([n, score]) => [n, score + here.get(n)]));
    }
    return [...(found ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
  };

  const search = async () => {
    const typed = tokens(field.value);
    list.replaceChildren();
    if (!typed.length) {
      said.textContent = '';
      return;
    }
    const numbers = await scores(typed);
    const shown = numbers.slice(0, MOST);
    await Promise.all([...new Set(shown.map((n) => Math.floor(n / shard)))].map((n) => load(links, 'links', n)));
    const count = numbers.length;
    said.textContent = `${count} link${count === 1 ? '' : 's'} found${count > MOST ? `, the first ${MOST} shown` : ''}`;
    list.replaceChildren(...shown.map((n) => links.get(Math.floor(n / shard))?.[n % shard]).filter(Boolean).map(result));
  };

  field.value = new URLSearchParams(location.search).get('q') ?? '';
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    history.replaceState(null, '', `?${new URLSearchParams({ q: field.value })}`);
    search();
  });
  search();
})();
