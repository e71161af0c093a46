using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace Valiqor.Service.Digests.Rendering;

/// <summary>
/// A text in a markup language. Literals are the program's and stand as they are; whatever fills the holes between
/// them is escaped, so that no text of a customer can become markup.
/// </summary>
internal sealed class MarkupText(Func<string, string> escape)
{
    private readonly StringBuilder _text = new();

    /// <summary>Whatever there is to add, the handler has added already.</summary>
    public MarkupText Add([InterpolatedStringHandlerArgument("")] ref Handler text)
    {
        _ = text;
        return this;
    }

    /// <inheritdoc cref="Add"/>
    public void Line([InterpolatedStringHandlerArgument("")] ref Handler text) => Add(ref text)._text.Append('\n');

    /// <summary>Puts in a part of the program's own as it is.</summary>
    public void AddOwn([ConstantExpected] string text) => _text.Append(text);

    public void Line() => _text.Append('\n');

    public override string ToString() => _text.ToString();

    [InterpolatedStringHandler]
    public readonly struct Handler
    {
        private readonly MarkupText _target;

        public Handler(int literalLength, int formattedCount, MarkupText target)
        {
            _target = target;
            target._text.EnsureCapacity(target._text.Length + literalLength + (formattedCount * 16));
        }

        public void AppendLiteral(string text) => _target._text.Append(text);

        public void AppendFormatted(string? text) => _target._text.Append(_target.Escape(text));

        /// <summary>A part in the same language, which is escaped already.</summary>
        public void AppendFormatted(MarkupText part) => _target._text.Append(part._text);
    }

    private string Escape(string? text) => escape(text ?? "");
}
