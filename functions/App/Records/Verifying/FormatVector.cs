namespace FunctionsApp.Records.Verifying;

/// <summary>Known results, by which a program of one's own is tested.</summary>
public static class FormatVector
{
    /// <summary>What is hashed of a first fact.</summary>
    public const string Sealed =
        """["a-1","1","ApplicationDrafted","2026-03-02T01:00:00.0000000+00:00","lin","{\"programme\":\"special-fund-rd\"}",""]""";

    /// <summary>Its SHA-256.</summary>
    public const string Hash = "37b93b47a36b17588640cda3376c8f087085336914578dca3f34487b853a2b49";

    /// <summary>The entry of the log for it.</summary>
    public const string Entry = $"""["Applications","a-1","1","{Hash}"]""";

    /// <summary>SHA-256 of a zero byte and the entry.</summary>
    public const string Leaf = "c173b62240eece6e7cfd0dd3e1b386808a5ac2bcbfc4853347cd73d38eba80ce";

    /// <summary>SHA-256 of a one byte and twice the leaf: the root of a log that has the entry twice.</summary>
    public const string Root = "210011f78c3bcd40dd135092ae70fb1d7799079a6184dc06247fe81235436b39";
}
