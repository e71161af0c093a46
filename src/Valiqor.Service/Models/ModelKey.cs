using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Valiqor.Service.Models;

/// <summary>A provider's key. It shows itself to nobody: not as text, not in a debugger, not as JSON.</summary>
[DebuggerDisplay("***")]
internal sealed class ModelKey : IEquatable<ModelKey>
{
    private const int MostCharacters = 4_096;

    private readonly string _value;

    /// <exception cref="ArgumentException">The text is no key (<see cref="IsKey"/>); the message does not tell it.
    /// </exception>
    public ModelKey(string value)
    {
        _value = IsKey(value)
            ? value
            : throw new ArgumentException("A key has visible ASCII characters alone.", nameof(value));
    }

    /// <summary>True if a header can carry it: up to 4,096 visible ASCII characters.</summary>
    public static bool IsKey(string? value) =>
        value is { Length: > 0 and <= MostCharacters } && !value.AsSpan().ContainsAnyExceptInRange('!', '~');

    public bool Equals(ModelKey? other) => other is not null && CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    public override bool Equals(object? obj) => Equals(obj as ModelKey);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => "***";

    /// <summary>For the header of a request, and to take the key out of what a provider echoes.</summary>
    internal string Reveal() => _value;
}
