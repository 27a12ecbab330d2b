/** The first thing Tab reaches: past the navigation, to the content. */
export function SkipLink({ target = 'main', children = 'Skip to content' }: { target?: string; children?: string }) {
  return (
    <a
      href={`#${target}`}
      onClick={(event) => {
        // The address stays as it is: it holds the page's filters, not a place within the page.
        event.preventDefault()
        document.getElementById(target)?.focus()
      }}
      className="overlay-box fixed top-2 left-2 z-50 px-3 py-2 font-medium not-focus:-translate-y-16 not-focus:opacity-0"
    >
      {children}
    </a>
  )
}
