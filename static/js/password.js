// Shows and hides a password: a button after each password field of a form with `data-password`.
document.querySelectorAll("form[data-password]").forEach((form) => {
  form.querySelectorAll("input[type=password]").forEach((field) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "g-link g-reveal";
    button.textContent = form.dataset.show;
    button.setAttribute("aria-controls", field.id);
    button.addEventListener("click", () => {
      const hidden = field.type === "password";
      field.type = hidden ? "text" : "password";
      button.textContent = hidden ? form.dataset.hide : form.dataset.show;
    });
    field.after(button);
    form.addEventListener("submit", () => { field.type = "password"; });
  });
});
