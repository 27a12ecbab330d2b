/** About what a word takes beside its sign, in px, at the size of markers. */
const widthOf = (label: string) => 24 + label.length * 6

/**
 * How much room the word of each marker has, and whether it stands before its line instead of behind: that of the last one,
 * where there is too little room up to the edge. `x` ascends.
 */
export function placeWords<T extends { readonly x: number; readonly label: string }>(
  markers: readonly T[],
  { left, right }: { readonly left: number; readonly right: number },
): (T & { readonly turned: boolean; readonly room: number })[] {
  return markers.map((marker, index) => {
    const [previous, next] = [markers[index - 1], markers[index + 1]]
    const behind = (next?.x ?? right) - marker.x - 4
    const before = marker.x - (previous ? previous.x + widthOf(previous.label) : left) - 4
    const turned = !next && behind < widthOf(marker.label) && before > behind
    return { ...marker, turned, room: turned ? before : behind }
  })
}
