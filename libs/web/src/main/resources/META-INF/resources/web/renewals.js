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

  // A refusal that htmx put among the notices is brought into view.
  document.addEventListener('htmx:afterSwap', (event) => {
    if (event.detail.target.id === 'notices') event.detail.target.scrollIntoView({ block: 'nearest' });
  });

  const typing = (element) => element.closest('input, textarea, select, [contenteditable]');

  // data-key="x" on a link or button: pressing x presses it. j and k walk the rows' links, / goes to the search field.
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (event.key === 'j' || event.key === 'k') {
      const links = [...document.querySelectorAll('[data-row]')];
      const at = links.indexOf(document.activeElement);
      const next = links[event.key === 'j' ? at + 1 : Math.max(at - 1, 0)];
      if (next) next.focus();
      return;
    }
    const target = event.key === '/'
      ? document.querySelector('input[type=search]')
      : [...document.querySelectorAll('[data-key]')].find((e) => e.dataset.key === event.key);
    if (!target) return;
    event.preventDefault();
    if (event.key === '/') target.focus(); else target.click();
  });
})();
