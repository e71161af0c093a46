using System.Security.Cryptography;
using System.Text;

namespace Valiqor.Service.Door.Keys;

/// <summary>What a key looks like, and what is kept of it.</summary>
internal static class ApiKeys
{
    private const string Prefix = "vq_";
    private const string OtherPrefix = "vq-";
    private const int Characters = 40;
    private const int ShownCharacters = 8;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    public static string New() => Prefix + RandomNumberGenerator.GetString(Alphabet, Characters);

    /// <summary>The beginning of a key, by which people tell their keys apart.</summary>
    public static string PublicPrefix(string key) => key[..ShownCharacters];

    /// <summary>
    /// SHA-256 of a key: it has 240 random bits, so a slow hash would add nothing. The public documentation writes keys
    /// both as <c>vq_…</c> and <c>vq-…</c>, so both spellings are one key.
    /// </summary>
    public static byte[] Hash(string key)
    {
        string spelled = key.StartsWith(OtherPrefix, StringComparison.Ordinal)
            ? string.Concat(Prefix, key.AsSpan(OtherPrefix.Length))
            : key;
        return SHA256.HashData(Encoding.UTF8.GetBytes(spelled));
    }
}
