using Microsoft.DurableTask.Abstractions;

namespace LocalHost.Durable;

/// <summary>Instances of which versions the code takes; host.json's versionMatchStrategy.</summary>
public enum VersionMatchStrategy
{
    /// <summary>Of any.</summary>
    None,

    /// <summary>Of its own alone.</summary>
    Strict,

    /// <summary>Of its own, earlier ones, and none.</summary>
    CurrentOrOlder,
}

/// <summary>What becomes of an instance that the code does not take; host.json's versionFailureStrategy.</summary>
public enum VersionFailureStrategy
{
    /// <summary>It waits, untouched, for a host that takes it.</summary>
    Reject,

    /// <summary>It fails.</summary>
    Fail,
}

/// <summary>The version of the orchestrators' code, and how it gets on with instances of others.</summary>
/// <param name="Default">Version of new instances and sub-orchestrations that are given none; empty: instances have no versions and all are taken.</param>
public sealed record Versioning(
    string Default = "",
    VersionMatchStrategy Match = VersionMatchStrategy.CurrentOrOlder,
    VersionFailureStrategy Failure = VersionFailureStrategy.Reject)
{
    public bool Takes(string version) => Default.Length == 0 || Match switch
    {
        VersionMatchStrategy.Strict => version == Default,
        VersionMatchStrategy.CurrentOrOlder => TaskOrchestrationVersioningUtils.CompareVersions(version, Default) <= 0,
        _ => true,
    };
}
