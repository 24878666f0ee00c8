using System.Xml;

namespace FunctionsApp.Documents.Checking;

/// <summary>XML of strangers, read forward: no DTD, no entity, nothing fetched, bounded depth and bounded memory.</summary>
internal static class PartXml
{
    /// <summary>Elements within each other. Parsers of others have the same bound; each level costs every deeper one.</summary>
    public const int MaxDepth = 256;

    /// <param name="onElement">Called at each start tag.</param>
    /// <param name="onText">Called with each text between tags.</param>
    /// <exception cref="RejectedException">nested-too-deep, unpacks-too-large.</exception>
    /// <exception cref="XmlException">It is not well-formed, or has a DTD.</exception>
    public static async Task ReadAsync(Stream stream, Action<XmlReader>? onElement, Action<string>? onText = null)
    {
        var settings = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using var reader = XmlReader.Create(new TagBound(stream), settings);
        while (await reader.ReadAsync())
        {
            if (reader.Depth > MaxDepth) throw new RejectedException(Rejections.NestedTooDeep);
            if (reader.NodeType == XmlNodeType.Element) onElement?.Invoke(reader);
            if (onText is null || reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA)) continue;
            // A long text is read only now: its value alone would read the stream synchronously, which it refuses.
            onText(await reader.GetValueAsync());
        }
    }

    /// <summary>The reader holds a tag with all its attributes at once, however long.</summary>
    private sealed class TagBound(Stream stream) : ForwardStream
    {
        private const int MaxBetweenTags = 8 * 1024 * 1024;

        private int since;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await stream.ReadAsync(buffer, cancellationToken);
            var last = buffer.Span[..read].LastIndexOf((byte)'<');
            since = last < 0 ? since + read : read - last;
            if (since > MaxBetweenTags) throw new RejectedException(Rejections.UnpacksTooLarge);
            return read;
        }
    }
}
