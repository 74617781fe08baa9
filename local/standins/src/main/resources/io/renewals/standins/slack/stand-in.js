'use strict';
// Keeps one person's page up to date and turns clicks into interactions. All addresses are relative.
(() => {
  const { user, tab, limit } = document.body.dataset;
  const content = document.getElementById('content');
  const notice = document.getElementById('notice');
  const modal = document.getElementById('modal');
  const confirmBox = document.getElementById('confirm');
  let version = '';
  let modalHash = '';
  let noticeTimer = 0;
  let polling = false;

  const tell = (text) => {
    clearTimeout(noticeTimer);
    notice.textContent = text;
    if (text) noticeTimer = setTimeout(() => { notice.textContent = ''; }, 8000);
  };

  const post = async (path, body) => {
    try {
      const response = await fetch(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ user, ...body }),
      });
      const answer = await response.json();
      if (!response.ok) return { failure: answer.error || 'Something went wrong.' };
      return answer;
    } catch {
      return { failure: 'The stand-in does not answer.' };
    }
  };

  const key = (element) => element && element.dataset && element.dataset.action
    ? `${element.closest('[data-ts], [data-view]')?.id || ''}|${element.dataset.action}` : '';

  /** Replaces only what changed, so that focus, scroll and open menus stay where they are. */
  const merge = (html) => {
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    const atEnd = content.scrollHeight - content.scrollTop - content.clientHeight < 80;
    const focused = content.contains(document.activeElement) ? key(document.activeElement) : '';
    const wanted = [...fresh.content.children];
    const ids = new Set(wanted.map((node) => node.id));
    [...content.children].forEach((node) => { if (!ids.has(node.id)) node.remove(); });
    wanted.forEach((node, at) => {
      const old = document.getElementById(node.id);
      if (old && old.dataset.rev === node.dataset.rev) return;
      if (old) old.replaceWith(node);
      else content.insertBefore(node, content.children[at] || null);
    });
    if (focused && !content.contains(document.activeElement)) {
      const again = [...content.querySelectorAll('[data-action]')].find((node) => key(node) === focused);
      (again || content).focus({ preventScroll: true });
    }
    if (atEnd && tab === 'messages') content.scrollTop = content.scrollHeight;
  };

  const entries = (scope) => {
    const values = {};
    scope.querySelectorAll('[data-entry]').forEach((field) => {
      const { block, action } = field.dataset;
      values[block] ??= {};
      if (field.type === 'checkbox') {
        values[block][action] ??= [];
        if (field.checked) values[block][action].push(field.value);
      } else if (field.type === 'radio') {
        values[block][action] ??= null;
        if (field.checked) values[block][action] = field.value;
      } else {
        values[block][action] = field.value === '' ? null : field.value;
      }
    });
    return values;
  };

  const showModal = (html, hash) => {
    if (hash === modalHash) return;
    modalHash = hash;
    if (!html) {
      if (modal.open) modal.close();
      modal.replaceChildren();
      return;
    }
    const typed = new Map();
    modal.querySelectorAll('[data-entry]:not([type=radio]):not([type=checkbox])').forEach((field) => typed.set(field.id, field.value));
    modal.innerHTML = html;
    modal.querySelectorAll('[data-entry]').forEach((field) => { if (typed.has(field.id)) field.value = typed.get(field.id); });
    if (!modal.open) modal.showModal();
    (modal.querySelector('[data-entry]') || modal.querySelector('.button')).focus();
  };

  const poll = async () => {
    if (polling) return;
    polling = true;
    try {
      const query = new URLSearchParams({ user, tab, limit: limit || '', v: version });
      const response = await fetch(`poll?${query}`);
      if (response.status === 200) {
        const news = await response.json();
        version = String(news.version);
        merge(news.html);
        showModal(news.modal, news.modal_hash);
      }
    } catch {
      tell('The stand-in does not answer.');
    } finally {
      polling = false;
    }
  };

  const confirmed = (text) => new Promise((resolve) => {
    const ask = JSON.parse(text);
    const form = document.createElement('form');
    form.method = 'dialog';
    form.innerHTML = '<header><h2 id="confirm-title"></h2></header><div class="blocks"></div><footer>'
      + '<button class="button" value="no"></button><button class="button" value="yes"></button></footer>';
    form.querySelector('h2').textContent = ask.title;
    form.querySelector('.blocks').innerHTML = ask.html; // rendered and escaped by the server
    const [no, yes] = form.querySelectorAll('button');
    no.textContent = ask.deny;
    yes.textContent = ask.confirm;
    yes.classList.add(ask.style === 'danger' ? 'danger' : 'primary');
    confirmBox.replaceChildren(form);
    confirmBox.returnValue = 'no';
    confirmBox.addEventListener('close', () => resolve(confirmBox.returnValue === 'yes'), { once: true });
    confirmBox.showModal();
    yes.focus();
  });

  const act = async (element, value) => {
    if (element.getAttribute('aria-busy') === 'true') return;
    if (element.dataset.confirm && !await confirmed(element.dataset.confirm)) return;
    const holder = element.closest('[data-ts], [data-view]');
    element.closest('details')?.removeAttribute('open');
    element.setAttribute('aria-busy', 'true');
    const body = { block_id: element.dataset.block, action_id: element.dataset.action, value };
    if (holder.dataset.view) {
      body.view_id = holder.dataset.view;
      body.values = entries(holder);
    } else {
      body.ts = holder.dataset.ts;
    }
    const answer = await post('act', body);
    element.removeAttribute('aria-busy');
    tell(answer.failure);
    await poll();
  };

  const showErrors = (form, errors) => {
    form.querySelectorAll('.b-input').forEach((field) => {
      const message = errors[field.dataset.field] || '';
      field.classList.toggle('wrong', !!message);
      field.querySelector('.field-error').textContent = message;
      field.querySelectorAll('[data-entry]').forEach((entry) => {
        if (message) entry.setAttribute('aria-invalid', 'true'); else entry.removeAttribute('aria-invalid');
      });
    });
    const elsewhere = Object.entries(errors).filter(([block]) => !form.querySelector(`[data-field="${CSS.escape(block)}"]`));
    form.querySelector('.form-error').textContent = elsewhere.map(([block, message]) => `${block}: ${message}`).join(' ');
    form.querySelector('.b-input.wrong [data-entry]')?.focus();
  };

  const submit = async (form) => {
    const button = form.querySelector('[type=submit]');
    if (!button || button.disabled) return;
    button.disabled = true;
    const answer = await post('submit', { view_id: form.dataset.view, values: entries(form) });
    button.disabled = false;
    showErrors(form, answer.errors || {});
    if (answer.failure) form.querySelector('.form-error').textContent = answer.failure;
    await poll();
  };

  const close = async () => {
    const form = modal.querySelector('form');
    if (form) await post('close', { view_id: form.dataset.view });
    await poll();
  };

  document.addEventListener('click', (event) => {
    const element = event.target.closest('[data-act=click]');
    if (element) {
      act(element, element.dataset.value);
    } else if (event.target.closest('[data-close]')) {
      close();
    }
    document.querySelectorAll('details.overflow[open]').forEach((menu) => {
      if (!menu.contains(event.target)) menu.removeAttribute('open');
    });
  });

  // Arrow keys change a closed menu with each press: such a choice counts when Enter or leaving the menu ends it.
  let wandering = null;
  const settle = () => {
    const element = wandering;
    wandering = null;
    if (element) act(element, element.value);
  };
  document.addEventListener('keydown', (event) => {
    const element = event.target.closest?.('[data-act=choose]');
    if (element?.tagName === 'SELECT' && event.key.startsWith('Arrow')) element.dataset.wandering = 'true';
    if (event.key === 'Enter' && wandering) settle();
    const menu = event.target.closest?.('details.overflow[open]');
    if (event.key === 'Escape' && menu) {
      menu.removeAttribute('open');
      menu.querySelector('summary').focus();
    }
  });
  document.addEventListener('focusout', () => settle());
  document.addEventListener('change', (event) => {
    const element = event.target.closest('[data-act=choose]');
    if (!element) return;
    if (element.dataset.wandering) {
      delete element.dataset.wandering;
      wandering = element;
    } else if (element.type === 'checkbox') {
      const name = element.name;
      act(element, [...document.getElementsByName(name)].filter((box) => box.checked).map((box) => box.value));
    } else {
      act(element, element.value);
    }
  });

  modal.addEventListener('submit', (event) => { event.preventDefault(); submit(event.target); });
  modal.addEventListener('cancel', (event) => { event.preventDefault(); close(); });
  document.getElementById('composer')?.addEventListener('submit', async (event) => {
    event.preventDefault();
    const field = document.getElementById('say');
    if (!field.value.trim()) return;
    const answer = await post('command', { text: field.value });
    tell(answer.failure);
    if (!answer.failure) field.value = '';
    await poll();
  });

  content.scrollTop = tab === 'messages' ? content.scrollHeight : 0;
  if (tab === 'home') post('open-home', {}).then((answer) => { tell(answer.failure); poll(); });
  poll();
  setInterval(() => { if (!document.hidden) poll(); }, 1000);
})();
