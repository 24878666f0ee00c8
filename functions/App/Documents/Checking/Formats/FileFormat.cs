using FunctionsApp.Programmes;

namespace FunctionsApp.Documents.Checking.Formats;

/// <summary>A format that a document may have: what it is called, what a browser does with it, and what a file of it must be.</summary>
/// <remarks>
/// A class that derives from this one is found by itself. A new format is such a class, and its member of <see cref="DocumentFormat"/>,
/// by which definitions of programmes name it.
/// </remarks>
public abstract class FileFormat
{
    private static readonly Dictionary<DocumentFormat, FileFormat> ByFormat = Find().ToDictionary(each => each.Format);

    public static IReadOnlyCollection<FileFormat> All => ByFormat.Values;

    public abstract DocumentFormat Format { get; }

    /// <summary>As people call it, in either language.</summary>
    public abstract string Name { get; }

    /// <summary>The usual ones: lower-case, with the point. A browser's dialog offers them.</summary>
    public abstract IReadOnlyList<string> Extensions { get; }

    /// <summary>Others that files of it have now and then.</summary>
    public virtual IReadOnlyList<string> RareExtensions => [];

    /// <summary>Under which it is sent.</summary>
    public abstract string MediaType { get; }

    public virtual Display Display => Display.None;

    public static FileFormat Of(DocumentFormat format) => ByFormat[format];

    /// <summary>By the extension, in any case; null when no format has it.</summary>
    public static FileFormat? ByExtension(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return All.FirstOrDefault(each => each.Extensions.Contains(extension) || each.RareExtensions.Contains(extension));
    }

    /// <summary>Passes where the content is of this format, can be opened, and brings nothing along that acts by itself.</summary>
    /// <param name="file">Seekable, at its start; may be read more than once.</param>
    /// <exception cref="RejectedException">What is wrong with it.</exception>
    /// <exception cref="EndOfStreamException">It is cut off.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    /// <exception cref="System.Xml.XmlException">It is damaged.</exception>
    internal abstract Task CheckAsync(Stream file, CancellationToken cancellation);

    private static IEnumerable<FileFormat> Find() =>
        from type in typeof(FileFormat).Assembly.GetTypes()
        where !type.IsAbstract && type.IsSubclassOf(typeof(FileFormat))
        select (FileFormat)Activator.CreateInstance(type)!;
}

/// <summary>How a browser shows a file in a page.</summary>
public enum Display
{
    /// <summary>Not at all: it is saved.</summary>
    None,
    Picture,
    Document,
}
