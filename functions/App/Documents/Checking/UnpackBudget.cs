namespace FunctionsApp.Documents.Checking;

/// <summary>How much a file may unpack to, all its parts and readings together: a small file must not cost hours.</summary>
/// <param name="packed">Bytes of the file.</param>
internal sealed class UnpackBudget(long packed)
{
    /// <summary>Whatever the file's size.</summary>
    public const long Max = 1024L * 1024 * 1024;

    /// <summary>What any file may unpack to: small ones can be packed very well.</summary>
    public const long Free = 32L * 1024 * 1024;

    /// <summary>Bytes unpacked for each byte of the file, beyond what is free. Office files stay below 100.</summary>
    public const int MaxRatio = 200;

    private readonly long limit = Math.Min(Max, Math.Max(Free, packed * MaxRatio));

    public long Used { get; private set; }

    /// <exception cref="RejectedException">unpacks-too-large.</exception>
    public void Spend(int bytes)
    {
        Used += bytes;
        if (Used > limit) throw new RejectedException(Rejections.UnpacksTooLarge);
    }

    /// <summary>What the directory announces is refused before any of it is unpacked.</summary>
    /// <exception cref="RejectedException">unpacks-too-large.</exception>
    public void RequireRoom(IEnumerable<long> announced)
    {
        var sum = Used;
        foreach (var bytes in announced)
        {
            if (bytes > limit || (sum += bytes) > limit) throw new RejectedException(Rejections.UnpacksTooLarge);
        }
    }
}
