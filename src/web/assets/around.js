// What stands around a page, as it is by now: the steps with their counts, and what would be undone.

/** Asks for the page once more and takes over what is around it. */
export async function refreshAround() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["header.top", "nav.steps"]) {
    const [here, there] = [document.querySelector(part), page.querySelector(part)];
    if (here && there) here.replaceWith(there);
  }
  document.body.dataset.version = page.body.dataset.version;
  comeBack();
}

/** Forms that come back to where they were sent from. */
export function comeBack() {
  for (const input of document.querySelectorAll("input.here")) input.value = location.pathname + location.search;
}
