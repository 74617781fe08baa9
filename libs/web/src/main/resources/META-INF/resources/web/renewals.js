// What pages need beyond plain forms and links: one submit per form, keys, and a way to close a notice.
(() => {
  'use strict';

  // A second press while the first is under way would only be refused; the button says that it is working.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    if (form.method !== 'post' || form.hasAttribute('hx-post')) return;
    form.dataset.sending = 'yes';
    form.querySelectorAll('button:not([type=button])').forEach((b) => b.setAttribute('aria-busy', 'true'));
  });

  // Coming back through the browser's history, the form must work again.
  window.addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sending]').forEach((form) => {
      delete form.dataset.sending;
      form.querySelectorAll('[aria-busy]').forEach((b) => b.removeAttribute('aria-busy'));
    });
  });

  // A refusal that htmx put among the notices is brought into view, and so is a text that was unfolded.
  document.addEventListener('htmx:afterSwap', (event) => {
    const target = event.detail.target;
    if (target.id === 'notices' || target.closest('[data-fold]')) target.scrollIntoView({ block: 'nearest' });
  });

  const typing = (element) => element.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]');

  // The rows' parts: the row's own link has the focus while one walks; its other parts are found through it.
  const rowOf = (element) => element && element.closest('tr');

  const walk = (forward) => {
    const links = [...document.querySelectorAll('[data-row]')];
    const row = rowOf(document.activeElement);
    const at = links.findIndex((link) => link === document.activeElement || (row && rowOf(link) === row));
    const next = links[forward ? at + 1 : Math.max(at - 1, 0)];
    if (next) next.focus();
  };

  // u unfolds the text of the row in focus, x ticks it: only what was unfolded has a box to tick.
  const inRow = (selector) => {
    const row = rowOf(document.activeElement);
    if (!row) return null;
    const fold = row.querySelector('[aria-controls]');
    return row.querySelector(selector) || (fold && document.getElementById(fold.getAttribute('aria-controls')).querySelector(selector));
  };

  const shortcuts = document.getElementById('shortcuts');
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-shortcuts]')) shortcuts.showModal();
    const fold = event.target.closest('[data-unfold]');
    if (fold) {
      const open = fold.getAttribute('aria-expanded') !== 'true';
      fold.setAttribute('aria-expanded', String(open));
      document.getElementById(fold.getAttribute('aria-controls')).closest('[data-fold]').hidden = !open;
    }
  });

  // What is ticked, in words, beside the button that acts on it.
  const count = () => document.querySelectorAll('[data-ticked]').forEach((place) => {
    const ticked = document.querySelectorAll('input[type=checkbox][form="' + place.dataset.ticked + '"]:checked').length;
    place.textContent = ticked === 1 ? '1 card ticked' : ticked + ' cards ticked';
    place.closest('[data-bar]').hidden = ticked === 0;
  });
  document.addEventListener('change', count);
  window.addEventListener('pageshow', count);

  // A form that opens takes the focus to its first field.
  document.addEventListener('toggle', (event) => {
    if (!event.target.open || !event.target.matches('details[data-form]')) return;
    const field = event.target.querySelector('input:not([type=hidden]), select, textarea');
    if (field) field.focus();
  }, true);

  // data-key="x" on a link or button: pressing x presses it. j and k walk the rows' links, / goes to the search field.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key === 'j' || event.key === 'k') {
      walk(event.key === 'j');
      return;
    }
    if (event.key === '?' && shortcuts) {
      event.preventDefault();
      shortcuts.showModal();
      return;
    }
    const target = event.key === '/' ? document.querySelector('input[type=search]')
      : (event.key === 'u' && inRow('[data-unfold]'))
      || (event.key === 'x' && inRow('input[type=checkbox]'))
      || [...document.querySelectorAll('[data-key]')].find((e) => e.dataset.key === event.key && e.offsetParent !== null);
    if (!target) return;
    event.preventDefault();
    if (event.key === '/') target.focus(); else target.click();
  });
})();
