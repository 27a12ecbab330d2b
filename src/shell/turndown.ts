// Stands for the library behind a command that the shell here does without: it would bring a parser of HTML.
export default null
