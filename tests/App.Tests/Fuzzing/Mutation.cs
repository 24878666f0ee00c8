namespace App.Tests.Fuzzing;

/// <summary>Changes inputs in ways that find faults of parsers; the same seed gives the same changes.</summary>
internal sealed class Mutation(int seed)
{
    private const int MaxChanges = 6;
    private const int MaxPiece = 400;

    /// <summary>Counts and lengths at which parsers turn over.</summary>
    private static readonly uint[] Edges =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF];

    private readonly Random random = new(seed);

    /// <param name="other">Pieces of it may come in.</param>
    public byte[] Of(byte[] input, byte[] other)
    {
        for (var changes = random.Next(1, MaxChanges); changes > 0; changes--) input = Change(input, other);
        return input;
    }

    private byte[] Change(byte[] input, byte[] other)
    {
        var at = random.Next(input.Length + 1);
        var end = Math.Min(input.Length, at + random.Next(1, MaxPiece));
        return random.Next(8) switch
        {
            0 when at < end => [.. input[..at], (byte)(input[at] ^ (1 << random.Next(8))), .. input[(at + 1)..]],
            1 when at < end => [.. input[..at], (byte)random.Next(256), .. input[(at + 1)..]],
            2 => [.. input[..at], .. input[end..]],
            3 => [.. input[..end], .. input[at..]],
            4 => input[..at],
            5 => Edge(input, at),
            6 => [.. input[..at], .. Piece(other), .. input[at..]],
            _ => [.. input[..at], .. Piece(other), .. input[end..]],
        };
    }

    private byte[] Piece(byte[] other)
    {
        var at = random.Next(other.Length + 1);
        return other[at..Math.Min(other.Length, at + random.Next(1, MaxPiece))];
    }

    private byte[] Edge(byte[] input, int at)
    {
        var bytes = BitConverter.GetBytes(Edges[random.Next(Edges.Length)])[..(1 << random.Next(3))];
        if (random.Next(2) == 0) Array.Reverse(bytes);
        var changed = input.ToArray();
        for (var each = 0; each < bytes.Length && at + each < changed.Length; each++) changed[at + each] = bytes[each];
        return changed;
    }
}
