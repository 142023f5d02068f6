// A button renews only its own part of the page. When that fails somebody must know: nothing was kept, nothing
// that was typed is gone. 409 and 422 bring a part back that says itself what is wrong.
"use strict";
(function () {
  function tell(event) {
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    const box = document.getElementById("mislukt");
    if (!box || status === 409 || status === 422) return;
    (event.detail.elt.closest("article") || event.detail.elt).prepend(box);
    box.hidden = false;
    box.focus();
  }
  document.addEventListener("htmx:responseError", tell);
  document.addEventListener("htmx:sendError", tell);
  document.addEventListener("htmx:timeout", tell);
  document.addEventListener("htmx:beforeRequest", function () {
    const box = document.getElementById("mislukt");
    if (!box || box.hidden) return;
    box.hidden = true;
    document.getElementById("inhoud").append(box); // not in the part that is renewed
  });
})();
