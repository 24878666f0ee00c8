namespace LocalHost.Blobs;

/// <summary>One state of a blob.</summary>
/// <param name="ETag">Without quotes: listings and headers differ in them.</param>
public sealed record BlobVersion(string Container, string Name, string ETag);
