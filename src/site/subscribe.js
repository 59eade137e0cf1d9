// Sends the form to subscribe and answers in place; where this does not run, the form posts by itself. The words are the page's own.
const form = document.querySelector('.subscribe form');
const answer = document.getElementById('subscribe-answer');
const button = form.querySelector('button');
const fields = [...form.querySelectorAll('input')];

/** The name of the answer, and the names of the fields at fault. */
const send = async (values) => {
  const reply = await fetch(form.action, {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(values),
    signal: AbortSignal.timeout(20_000),
  });
  if (reply.ok) return {name: 'asked', faults: []};
  if (reply.status !== 400) return {name: 'failed', faults: []};
  const {breaches = []} = await reply.json();
  return {name: 'mistyped', faults: breaches.map(({at}) => at.replace('body.', ''))};
};

const mark = (field, isAtFault) => {
  field.setAttribute('aria-invalid', String(isAtFault));
  if (isAtFault) field.setAttribute('aria-describedby', answer.id);
  else field.removeAttribute('aria-describedby');
};

/** A button that is disabled loses the focus; whoever has gone on to something else keeps it. */
const focus = (element) => {
  if ([document.body, ...form.elements].includes(document.activeElement)) element.focus();
};

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form));
  button.disabled = true;
  answer.textContent = answer.dataset.waiting;
  const {name, faults} = await send(values).catch(() => ({name: 'failed', faults: []}));
  button.disabled = false;
  answer.textContent = answer.dataset[name];
  if (name === 'asked') form.reset();
  for (const field of fields) mark(field, faults.includes(field.name));
  focus(fields.find((field) => faults.includes(field.name)) ?? button);
});
