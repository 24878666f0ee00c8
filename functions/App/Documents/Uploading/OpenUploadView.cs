namespace FunctionsApp.Documents.Uploading;

/// <summary>An open upload, and where its blocks go.</summary>
/// <param name="BlockBytes">Size of every block but the last.</param>
/// <param name="Blocks">How many there are. Block n, from 0, has the id Base64(n in six digits).</param>
/// <param name="Arrived">Numbers of the blocks that arrived, ascending.</param>
/// <param name="Url">Of the blob: PUT {url}&amp;comp=block&amp;blockid={id}. It writes this blob alone; keep it secret.</param>
/// <param name="ExpiresAt">Until when the address works, by the clock of storage; reading the upload gives another one.</param>
/// <param name="OpenUntil">When the upload and its blocks are removed, unless it is complete.</param>
public sealed record OpenUploadView(
    string Id, string Application, string Type, string FileName, long Bytes, int BlockBytes, int Blocks, IReadOnlyList<int> Arrived,
    string Url, DateTimeOffset ExpiresAt, DateTimeOffset OpenUntil);
