namespace Valiqor.Scanner.Syntax;

/// <summary>A source file that cannot be read; the message is a short phrase that says why.</summary>
internal sealed class SourceFault(string message) : Exception(message)
{
    /// <summary>Brackets in brackets: people write a dozen, generators a few dozen.</summary>
    public const int DepthLimit = 120;

    public static SourceFault TooDeep() => new($"nested more than {DepthLimit} levels deep");
}
