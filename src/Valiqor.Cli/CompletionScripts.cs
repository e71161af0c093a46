namespace Valiqor.Cli;

/// <summary>
/// What a shell runs to learn what may come next: the program itself, with the line so far behind the directive
/// <c>[suggest:POSITION]</c>, which answers with a word a line.
/// </summary>
internal static class CompletionScripts
{
    // Words are taken whole where shells would split them at colons and equals signs; files where nothing is known.
    private const string Bash =
        """
        # valiqor completion for bash. In ~/.bashrc: eval "$(valiqor completion bash)"
        _valiqor() {
            local word=${COMP_WORDS[COMP_CWORD]} known
            known=$(valiqor "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null) || return
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$known" -- "$word"))
        }
        complete -o default -F _valiqor valiqor

        """;

    private const string Zsh =
        """
        #compdef valiqor
        # valiqor completion for zsh. In ~/.zshrc, after compinit: eval "$(valiqor completion zsh)"
        _valiqor() {
            local -a known
            known=(${(f)"$(valiqor "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)"})
            if (( $#known )); then compadd -a known; else _files; fi
        }
        compdef _valiqor valiqor

        """;

    private const string Fish =
        """
        # valiqor completion for fish. In ~/.config/fish/config.fish: valiqor completion fish | source
        function __valiqor
            set -l line (commandline -cp)
            valiqor "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c valiqor -a '(__valiqor)'

        """;

    private const string PowerShell =
        """
        # valiqor completion for PowerShell. In $PROFILE: valiqor completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName valiqor -ScriptBlock {
            param($word, $line, $position)
            valiqor "[suggest:$position]" "$line" 2>$null |
                Where-Object { $_.StartsWith($word) } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;

    public static string[] Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>Null for a shell that is not known.</summary>
    public static string? For(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        "fish" => Fish,
        "pwsh" => PowerShell,
        _ => null,
    };
}
