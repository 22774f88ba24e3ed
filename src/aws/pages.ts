/** The items of all pages of a list of IAM, whatever its marker: a page is the last where IAM says so, not where it is empty. */
export async function allPages<Page extends { readonly IsTruncated?: boolean | undefined; readonly Marker?: string | undefined }, Item>(page: (marker: string | undefined) => Promise<Page>, itemsOf: (page: Page) => readonly Item[] | undefined): Promise<readonly Item[]> {
  const items: Item[] = [];
  let marker: string | undefined;
  do {
    const answer = await page(marker);
    items.push(...itemsOf(answer) ?? []);
    marker = answer.IsTruncated === true ? answer.Marker : undefined;
  } while (marker !== undefined);
  return items;
}
