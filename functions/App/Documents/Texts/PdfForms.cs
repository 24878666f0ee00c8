using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace FunctionsApp.Documents.Texts;

/// <summary>The forms of a PDF, which are pieces of pages, and may draw others.</summary>
internal static class PdfForms
{
    /// <summary>In each other; programs write a few.</summary>
    private const int MaxDepth = 50;

    /// <summary>Keys of the catalogue and of pages behind which no form is drawn, and much lies.</summary>
    private static readonly string[] Aside = ["StructTreeRoot", "Outlines", "Names", "Dests", "AcroForm", "Annots", "Parent"];

    /// <summary>Whether forms draw each other without end, or too deep.</summary>
    /// <remarks>The library recurses into them: a stack that overflows ends the process.</remarks>
    public static bool AreBottomless(Structure structure)
    {
        var forms = FindForms(structure);
        var depths = new Dictionary<IndirectReference, int>();
        return forms.Keys.Any(form => DepthOf(form, 0) > MaxDepth);

        int DepthOf(IndirectReference form, int level)
        {
            if (!forms.TryGetValue(form, out var inside)) return 0;
            if (depths.TryGetValue(form, out var known)) return known;
            if (level > MaxDepth) return MaxDepth + 1;
            // One that is met while it is open draws itself.
            depths[form] = MaxDepth + 1;
            return depths[form] = 1 + inside.Select(each => DepthOf(each, level + 1)).DefaultIfEmpty(0).Max();
        }
    }

    /// <summary>Every form that pages can draw, with those that it draws.</summary>
    private static Dictionary<IndirectReference, IReadOnlyList<IndirectReference>> FindForms(Structure structure)
    {
        var forms = new Dictionary<IndirectReference, IReadOnlyList<IndirectReference>>();
        var seen = new HashSet<IndirectReference>();
        var waiting = new Stack<IToken>([structure.Catalog.CatalogDictionary]);
        while (waiting.TryPop(out var token))
        {
            if (token is IndirectReferenceToken { Data: var reference })
            {
                if (!seen.Add(reference) || Read(structure, reference) is not { } content) continue;
                if (InsideOf(structure, reference, content) is { } inside) forms[reference] = inside;
                waiting.Push(content);
            }

            var parts = token switch
            {
                DictionaryToken dictionary => dictionary.Data.Where(each => !Aside.Contains(each.Key)).Select(each => each.Value),
                ArrayToken array => array.Data,
                StreamToken stream => [stream.StreamDictionary],
                _ => [],
            };
            foreach (var part in parts.Where(part => part is IndirectReferenceToken or DictionaryToken or ArrayToken or StreamToken))
            {
                waiting.Push(part);
            }
        }

        return forms;
    }

    private static IToken? Read(Structure structure, IndirectReference reference)
    {
        try
        {
            return structure.GetObject(reference).Data;
        }
        // What the library cannot read here, it cannot draw either.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }

    /// <summary>What the form draws; null for another object.</summary>
    private static IReadOnlyList<IndirectReference>? InsideOf(Structure structure, IndirectReference reference, IToken content)
    {
        if (content is not StreamToken form
            || !form.StreamDictionary.TryGet(NameToken.Subtype, out var kind) || !NameToken.Form.Equals(kind)) return null;
        if (Dictionary(structure, form.StreamDictionary, NameToken.Resources) is { } resources)
        {
            return Dictionary(structure, resources, NameToken.Xobject) is { } inside
                ? [.. inside.Data.Values.OfType<IndirectReferenceToken>().Select(each => each.Data)] : [];
        }

        // It draws with what its page has, of which it may be a part itself.
        return form.Decode(structure.FilterProvider, structure.TokenScanner).Span.IndexOf("Do"u8) < 0 ? [] : [reference];
    }

    private static DictionaryToken? Dictionary(Structure structure, DictionaryToken holder, NameToken key)
    {
        if (!holder.TryGet(key, out var value)) return null;
        return (value is IndirectReferenceToken reference ? Read(structure, reference.Data) : value) as DictionaryToken;
    }
}
