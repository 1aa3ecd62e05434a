// What stays on the phone: the records that the server has not confirmed, each with the account it belongs to, and a few notes of the island itself.
let opening;

function open() {
  return opening = opening || new Promise((done, fail) => {
    const request = indexedDB.open('yinong-desk', 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('records', { keyPath: 'id' });
      request.result.createObjectStore('notes');
    };
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = () => fail(request.error);
  });
}

// Done means written: the promise waits for the transaction, not for the request.
async function run(store, mode, act) {
  const db = await open();
  return new Promise((done, fail) => {
    const transaction = db.transaction(store, mode), request = act(transaction.objectStore(store));
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => fail(transaction.error);
  });
}

export const put = entry => run('records', 'readwrite', s => s.put(entry));
export const get = id => run('records', 'readonly', s => s.get(id));
export const all = () => run('records', 'readonly', s => s.getAll());

/**
 * Changes an entry in one step, so that sending and taking back never undo each other's work: edit answers the new entry, or null to remove it.
 * Resolves with the entry as it was found (and edited); undefined when there is none.
 */
export const change = (id, edit) => run('records', 'readwrite', s => {
  const request = s.get(id);
  request.onsuccess = () => {
    if (!request.result) return;
    const entry = edit(request.result);
    if (entry) s.put(entry);
    else s.delete(id);
  };
  return request;
});

export const drop = id => change(id, () => null);
export const note = (key, value) => value === undefined ? run('notes', 'readonly', s => s.get(key)) : run('notes', 'readwrite', s => s.put(value, key));
