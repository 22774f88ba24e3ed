/** The items of all pages of a list that goes on where it says so: a page may be empty and not be the last. */
export async function allTokenPages<Page extends { readonly NextToken?: string | undefined }, Item>(page: (token: string | undefined) => Promise<Page>, itemsOf: (page: Page) => readonly Item[] | undefined): Promise<readonly Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const answer = await page(token);
    items.push(...itemsOf(answer) ?? []);
    token = answer.NextToken === "" ? undefined : answer.NextToken;
  } while (token !== undefined);
  return items;
}
