import type { Listing } from '#platform/addons/marketplace/contract.ts'

/** The services that have all the words somewhere, those with them in their name first. */
export function findServices(listings: readonly Listing[], text: string): readonly Listing[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return listings
  const nameOf = ({ name, human_name }: Listing) => `${name} ${human_name}`.toLowerCase()
  const found = listings.filter((listing) => {
    const all = `${nameOf(listing)} ${listing.category} ${listing.about}`.toLowerCase()
    return words.every((word) => all.includes(word))
  })
  const isNamed = (listing: Listing) => words.every((word) => nameOf(listing).includes(word))
  return [...found.filter(isNamed), ...found.filter((listing) => !isNamed(listing))]
}
