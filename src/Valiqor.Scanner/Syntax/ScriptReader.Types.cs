namespace Valiqor.Scanner.Syntax;

/// <content>TypeScript's types are passed over: they say nothing of values.</content>
internal sealed partial class ScriptReader
{
    // How far a type may reach before the sign that tells that it was one.
    private const int TypeTokens = 80;

    private void SkipType()
    {
        int depth = 0;
        while (!Ended && !(depth == 0 && (Current.Is(",") || Current.Is(")") || Current.Is("="))))
        {
            depth += Current.Is("(") || Current.Is("{") || Current.Is("[") || Current.Is("<") ? 1
                : Current.Is(")") || Current.Is("}") || Current.Is("]") || Current.Is(">") ? -1
                : 0;
            At++;
        }
    }

    /// <summary>Where a type that begins here ends with a sign; null where it does not.</summary>
    private int? TypeEnd(string sign)
    {
        int depth = 0;
        for (int ahead = 1; ahead < TypeTokens; ahead++)
        {
            Token token = Peek(ahead);
            if (depth == 0 && token.Is(sign))
            {
                return At + ahead;
            }

            if (token.Is(";") || (depth == 0 && (token.Is(",") || IsClosing(token))) || token.Kind == TokenKind.Text)
            {
                return null;
            }

            depth += token.Is("(") || token.Is("{") || token.Is("[") || token.Is("<") ? 1
                : IsClosing(token) || token.Is(">") ? -1
                : 0;
        }

        return null;
    }

    /// <summary>The closing sign of type arguments in front of a call's brackets; null where they are none.</summary>
    private int? TypeArgumentsEnd()
    {
        int depth = 0;
        for (int ahead = 0; ahead < TypeTokens; ahead++)
        {
            Token token = Peek(ahead);
            depth += token.Is("<") ? 1 : token.Is(">") ? -1 : 0;
            if (depth == 0)
            {
                return Peek(ahead + 1).Is("(") ? At + ahead : null;
            }

            bool inType = token.Kind is TokenKind.Name or TokenKind.Text
                || token.Is("<") || token.Is(">") || token.Is(",") || token.Is(".") || token.Is("|") || token.Is("[")
                || token.Is("]") || token.Is("&");
            if (!inType)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Imports, interfaces and types have names and braces, and no values.</summary>
    private OtherNode SkipDeclaration()
    {
        int line = Current.Line;
        bool isImport = Current.IsName("import");
        int depth = 0;
        At++;
        while (!Ended)
        {
            Token token = Current;
            depth += token.Is("{") ? 1 : token.Is("}") ? -1 : 0;
            Token before = Peek(-1);
            bool begins = depth == 0 && token.Kind == TokenKind.Name && token.Line > before.Line
                && !before.Is("=") && !before.Is("|") && !before.Is("&") && !before.Is(",");
            if (depth < 0 || (begins && !isImport))
            {
                break;
            }

            At++;
            bool ends = token.Is(";") || (isImport && token.Kind == TokenKind.Text) || (!isImport && token.Is("}"));
            if (depth == 0 && ends)
            {
                break;
            }
        }

        return new OtherNode(line, []);
    }
}
