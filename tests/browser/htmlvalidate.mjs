// The recommended rules of html-validate, but for those that are off here with their reason.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {},
};
