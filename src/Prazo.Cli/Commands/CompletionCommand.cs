using System.CommandLine;

namespace Prazo.Cli.Commands;

/// <summary>Prints the script that makes a shell complete prazo's commands and options; the words come from <c>prazo [suggest]</c>.</summary>
internal sealed class CompletionCommand : PrazoCommand
{
    private const string Bash =
        """
        _prazo() {
            local words
            words=$(prazo "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            COMPREPLY=( $(compgen -W "${words}" -- "${COMP_WORDS[COMP_CWORD]}") )
            # Nothing of ours fits: a file, most likely.
            [ ${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=( $(compgen -f -- "${COMP_WORDS[COMP_CWORD]}") )
        }
        complete -o filenames -F _prazo prazo
        """;

    private const string Zsh =
        """
        #compdef prazo
        _prazo() {
            local -a words
            words=("${(@f)$(prazo "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -a words
            _files
        }
        compdef _prazo prazo
        """;

    private const string Fish =
        """
        function __prazo_words
            set -l line (commandline -cp)
            prazo "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c prazo -a '(__prazo_words)'
        """;

    public CompletionCommand(Terminal terminal)
        : base("completion", "Print the completion script of a shell.", "prazo completion bash > ~/.local/share/bash-completion/completions/prazo", "prazo completion fish > ~/.config/fish/completions/prazo.fish")
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish");
        Add(shell);
        SetAction(parsed =>
        {
            terminal.Out.WriteLine(parsed.GetValue(shell) switch { "zsh" => Zsh, "fish" => Fish, _ => Bash });
            return ExitCode.Fine;
        });
    }
}
