/** Dutch and English ways to ask what people are going to do. They warn, and decide nothing. */
const asksForConduct = [
  /\b(who|which (people|persons|families|households|children|clients|tenants)) (will|is going|are going)\b/i,
  /\b(wie|welke (mensen|personen|gezinnen|huishoudens|kinderen|klanten|huurders)) (gaat|gaan|zal|zullen)\b/i,
];

export function soundsLikeConduct(text: string): boolean {
  return asksForConduct.some((words) => words.test(text));
}
