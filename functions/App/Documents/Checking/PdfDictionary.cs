using System.Diagnostics.CodeAnalysis;

namespace FunctionsApp.Documents.Checking;

/// <summary>An indirect object's number.</summary>
internal readonly record struct PdfReference(long Number, long Generation);

/// <summary>A PDF dictionary of names (string), strings (byte[]), numbers (long), bool, references, dictionaries and lists.</summary>
internal sealed class PdfDictionary(IReadOnlyDictionary<string, object?> values)
{
    /// <summary>The first half of the file's identifier; empty when it has none.</summary>
    public byte[] FirstId => values.GetValueOrDefault("ID") is List<object?> and [byte[] first, ..] ? first : [];

    /// <summary>Null for none; a name that no filter has where there are several, or parameters.</summary>
    public string? Filter => values.GetValueOrDefault("Filter") switch
    {
        null or List<object?> { Count: 0 } => null,
        string name when !Has("DecodeParms") => name,
        List<object?> and [string name] when !Has("DecodeParms") => name,
        _ => "several",
    };

    public bool Has(string key) => values.GetValueOrDefault(key) is not null;

    public string? Name(string key) => values.GetValueOrDefault(key) as string;

    public long? Number(string key) => values.GetValueOrDefault(key) as long?;

    public bool? Bool(string key) => values.GetValueOrDefault(key) as bool?;

    public byte[] Bytes(string key) => values.GetValueOrDefault(key) as byte[] ?? [];

    public PdfDictionary? Dictionary(string key) => values.GetValueOrDefault(key) as PdfDictionary;

    public PdfReference? Reference(string key) => values.GetValueOrDefault(key) as PdfReference?;

    /// <summary>Reads the dictionary that begins the text, after white space.</summary>
    /// <param name="length">Bytes up to its end.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, [NotNullWhen(true)] out PdfDictionary? dictionary, out int length)
    {
        var reader = new PdfReader(text);
        dictionary = reader.TryRead(out var value) ? value as PdfDictionary : null;
        length = reader.Position;
        return dictionary is not null;
    }
}
