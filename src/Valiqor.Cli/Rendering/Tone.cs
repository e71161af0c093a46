using Spectre.Console;

namespace Valiqor.Cli.Rendering;

/// <summary>What a text means, which a terminal shows as a colour and a file does not.</summary>
internal enum Tone
{
    Plain,
    Heading,
    Dim,
    Good,
    Doubtful,
    Bad,
}

internal static class Tones
{
    public static Style Style(this Tone tone) => tone switch
    {
        Tone.Heading => new Style(decoration: Decoration.Bold),
        Tone.Dim => new Style(decoration: Decoration.Dim),
        Tone.Good => new Style(Color.Green),
        Tone.Doubtful => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red, decoration: Decoration.Bold),
        _ => Spectre.Console.Style.Plain,
    };

    /// <summary>How bad a severity of 0–5 is.</summary>
    public static Tone OfSeverity(double severity) => severity switch
    {
        >= 4 => Tone.Bad,
        >= 2.5 => Tone.Doubtful,
        _ => Tone.Plain,
    };

    public static Tone OfStatus(string status) => status switch
    {
        Client.RunStatus.Completed => Tone.Good,
        Client.RunStatus.Failed => Tone.Bad,
        Client.RunStatus.Cancelled => Tone.Doubtful,
        _ => Tone.Dim,
    };
}
