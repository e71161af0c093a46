using System.Buffers.Binary;
using System.Text;

namespace Valiqor.Testing;

/// <summary>Writes the fields of protobuf messages, as exporters do.</summary>
internal static class Protobuf
{
    internal static byte[] Field(int number, ReadOnlySpan<byte> content) =>
        [.. Bits(((ulong)number << 3) | 2), .. Bits((ulong)content.Length), .. content];

    internal static byte[] Varint(int number, ulong value) => [.. Bits((ulong)number << 3), .. Bits(value)];

    internal static byte[] Pair(string key, byte[] value) =>
        [.. Field(1, Encoding.UTF8.GetBytes(key)), .. Field(2, value)];

    internal static byte[] Fixed(int number, ulong value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return [.. Bits(((ulong)number << 3) | 1), .. bytes];
    }

    internal static byte[] Fixed32(int number, uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return [.. Bits(((ulong)number << 3) | 5), .. bytes];
    }

    internal static byte[] Double(int number, double value) => Fixed(number, BitConverter.DoubleToUInt64Bits(value));

    private static List<byte> Bits(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
