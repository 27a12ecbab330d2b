import { clsx } from 'clsx'
import type { CSSProperties } from 'react'

export interface SkeletonProps {
  /** The size of what will stand here, so that nothing moves when it comes. Numbers are px. */
  width?: number | string
  height?: number | string
  /** Lines of text instead of a block: as tall as the text will be, the last one shorter. */
  lines?: number
  className?: string
}

/** Stands for what is still loading. It appears after 200 ms only, so quick answers do not flicker. Hidden from assistive technology. */
export function Skeleton({ width, height, lines, className }: SkeletonProps) {
  if (lines === undefined) return <Bar style={{ width, height }} className={className} />
  return (
    <div aria-hidden className={className} style={{ width }}>
      {Array.from({ length: lines }, (_, index) => (
        <div key={index} className="flex h-[1lh] items-center">
          <Bar style={{ height: '0.7em', width: index === lines - 1 && lines > 1 ? '60%' : '100%' }} />
        </div>
      ))}
    </div>
  )
}

function Bar({ style, className }: { style: CSSProperties; className?: string }) {
  return (
    <span aria-hidden style={style} className={clsx('block animate-appear rounded-sm', className)}>
      <span className="block h-full animate-shimmer rounded-[inherit] bg-active" />
    </span>
  )
}
