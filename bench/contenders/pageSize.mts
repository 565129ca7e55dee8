/** The page size of the node, unless the user sets another one; the rivals ask for the same pages. */
export const PAGE_SIZE = 100;
