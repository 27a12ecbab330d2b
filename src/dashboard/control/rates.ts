/** The speeds of the clock that are offered; the platform takes any up to 10,000. */
export const rates = [1, 10, 60, 600] as const

/** "paused", "1×", "600×": how fast simulated time passes. */
export function rateName(rate: number): string {
  return rate === 0 ? 'Paused' : `${Number(rate.toFixed(2))}×`
}

/** What a speed means, for those who have not met it. */
export function rateMeaning(rate: number): string {
  if (rate === 0) return 'Simulated time stands still.'
  if (rate === 1) return 'Simulated time passes as it does here.'
  const seconds = rate
  if (seconds < 60) return `A second here is ${seconds} seconds there.`
  if (seconds < 3600) return `A second here is ${Number((seconds / 60).toFixed(1))} min there.`
  return `A second here is ${Number((seconds / 3600).toFixed(1))} h there.`
}

/** The offered speed after or before the one that runs; the fastest and the slowest stay. */
export function nextRate(rate: number, direction: 1 | -1): number {
  if (direction === 1) return rates.find((each) => each > rate) ?? Math.max(rate, rates[rates.length - 1] ?? 1)
  return rates.findLast((each) => each < rate) ?? Math.min(rate || 1, 1)
}
