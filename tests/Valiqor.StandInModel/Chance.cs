using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Valiqor.StandInModel;

/// <summary>Numbers that look like chance and are the same each time.</summary>
internal static class Chance
{
    public static ulong Number(string text) =>
        BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>From 0 to less than 1.</summary>
    public static double Share(string text) => (Number(text) >> 11) * (1.0 / (1UL << 53));

    public static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 12));
}
