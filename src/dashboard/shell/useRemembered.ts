import { useState } from 'react'

/** A choice about the dashboard itself that outlives the page; null until one was made. */
export function useRemembered<Value extends string>(
  name: string,
  values: readonly Value[],
): [Value | null, (value: Value) => void] {
  const key = `dynorama.${name}`
  const [value, setValue] = useState(() => values.find((each) => each === read(key)) ?? null)
  return [
    value,
    (next) => {
      setValue(next)
      try {
        localStorage.setItem(key, next)
      } catch {
        // Storage can be forbidden; then the choice lasts as long as the page.
      }
    },
  ]
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
