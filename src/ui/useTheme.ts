import { useSyncExternalStore } from 'react'
import { getTheme, setTheme, subscribeTheme, type Theme } from './theme.ts'

/** The chosen theme and how to choose another, in step with other tabs. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribeTheme, getTheme), setTheme]
}
