using System.Buffers.Binary;

namespace Valiqor.Service.Traces.Formats;

/// <summary>Reads the fields of a message in the encoding of Protocol Buffers, one after another.</summary>
internal ref struct ProtobufReader(ReadOnlySpan<byte> message)
{
    private const int VarintBits = 70;
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Bytes = 2;
    private const int Fixed32 = 5;

    private ReadOnlySpan<byte> _rest = message;

    /// <summary>The field's number in its message's definition.</summary>
    public int Field { get; private set; }

    /// <summary>A number's bits; zero for a field of bytes.</summary>
    public ulong Number { get; private set; }

    /// <summary>A text, bytes or a nested message; empty for a number.</summary>
    public ReadOnlySpan<byte> Content { get; private set; }

    /// <summary>Goes on to the next field; false at the message's end.</summary>
    /// <exception cref="TraceFormatException">The bytes are no message.</exception>
    public bool Read()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        ulong tag = ReadVarint();
        Field = (int)Math.Min(tag >> 3, int.MaxValue);
        Number = 0;
        Content = default;
        switch ((int)(tag & 7))
        {
            case Varint:
                Number = ReadVarint();
                return true;
            case Fixed64:
                Number = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
                return true;
            case Fixed32:
                Number = BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));
                return true;
            case Bytes:
                Content = Take(ReadVarint());
                return true;
            default:
                throw NoMessage();
        }
    }

    public static TraceFormatException NoMessage() =>
        new([], "The body is not OTLP in Protocol Buffers, as its Content-Type says.");

    private ulong ReadVarint()
    {
        ulong value = 0;
        for (int bits = 0; bits < VarintBits; bits += 7)
        {
            byte next = Take(1)[0];
            value |= (ulong)(next & 0x7F) << bits;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw NoMessage();
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
        {
            throw NoMessage();
        }

        ReadOnlySpan<byte> taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }
}
