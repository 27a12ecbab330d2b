import { createContext, use, type ReactElement, type Ref } from 'react'
import { VList, type CustomItemComponentProps, type VListHandle } from 'virtua'

export interface VirtualListProps<Item> {
  label: string
  items: readonly Item[]
  /** Must carry a key. */
  children: (item: Item, index: number) => ReactElement
  /** Height of the scrolling box, in px. */
  height: number
  /** To scroll by script. */
  ref?: Ref<VListHandle>
  className?: string
}

const CountContext = createContext(0)

/** A list of any length in a box of its own; only what is seen is in the page, and the full length is still told. */
export function VirtualList<Item>({ label, items, children, height, ref, className }: VirtualListProps<Item>) {
  return (
    <CountContext value={items.length}>
      <VList
        ref={ref}
        role="list"
        aria-label={label}
        tabIndex={0}
        data={items}
        item={ListItem}
        style={{ height }}
        className={className}
      >
        {(item, index) => children(item, index)}
      </VList>
    </CountContext>
  )
}

function ListItem({ ref, index, style, children }: CustomItemComponentProps) {
  return (
    <div ref={ref} role="listitem" aria-posinset={index + 1} aria-setsize={use(CountContext)} style={style}>
      {children}
    </div>
  )
}
