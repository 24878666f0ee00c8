namespace FunctionsApp.Documents.Checking;

/// <summary>How large a picture may be: a viewer holds all of its pixels at once.</summary>
internal static class Picture
{
    /// <summary>Of a side; JPEG has no more.</summary>
    public const uint MaxSide = 65_535;

    /// <summary>A sheet of A0 at 300 dots an inch has 140 million.</summary>
    public const long MaxPixels = 200_000_000;

    /// <exception cref="RejectedException">No pixel, or too many.</exception>
    public static void RequireSize(uint width, uint height)
    {
        if (width == 0 || height == 0) throw new RejectedException(Rejections.Damaged);
        if (width > MaxSide || height > MaxSide || (long)width * height > MaxPixels) throw new RejectedException(Rejections.ImageTooLarge);
    }
}
