// The recommended rules of html-validate, but for those that are off here with their reason.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Practices and factors have the titles that they have; cut off, they would say less.
    "long-title": "off",
  },
};
