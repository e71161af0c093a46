namespace Valiqor.Scanner.Syntax;

internal enum TokenKind
{
    /// <summary>Behind the last token.</summary>
    End,

    Name,
    Number,
    Text,
    Sign,

    /// <summary>The end of a logical line; Python only.</summary>
    LineEnd,
}

/// <summary>A word, number, literal or sign of Python or TypeScript.</summary>
/// <param name="Text">The name or sign; of a literal what it says, with <c>{name}</c> for what is put in.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 0; where the first token of a line stands tells what it belongs to in Python.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Line, int Column)
{
    public static Token End { get; } = new(TokenKind.End, "", 0, 0);

    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;
}
