import { Check, Copy } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { announce } from './announce.ts'
import type { ButtonSize } from './button-class.ts'
import { IconButton } from './IconButton.tsx'

export interface CopyButtonProps {
  /** What is copied, or how to get it when it must be fetched first. */
  text: string | (() => string | Promise<string>)
  /** "Copy command": also the hint. */
  label?: string
  size?: ButtonSize
  /** What is copied, where it is not plain text. */
  icon?: ReactNode
  className?: string
}

/** Copies, and says so: the icon changes for two seconds and assistive technology hears "Copied". */
export function CopyButton({ text, label = 'Copy', size = 'sm', icon, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(null), 2000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : await text())
      setOutcome('copied')
      announce('Copied')
    } catch {
      setOutcome('failed')
      announce('Copying failed. Select the text and copy it by hand.')
    }
  }
  const words = { copied: 'Copied', failed: 'Copying failed' }
  return (
    <IconButton
      label={label}
      data-hint={outcome ? words[outcome] : label}
      size={size}
      className={className}
      onClick={() => void copy()}
      icon={
        outcome === 'copied' ? (
          <Check size={14} className="text-ok" />
        ) : outcome === 'failed' ? (
          <Copy size={14} className="text-error" />
        ) : (
          (icon ?? <Copy size={14} />)
        )
      }
    />
  )
}
