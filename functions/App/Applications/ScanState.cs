namespace FunctionsApp.Applications;

/// <summary>What a malware scan found in an accepted document; one with malware is never accepted.</summary>
public enum ScanState
{
    /// <summary>No scanner has read it.</summary>
    Unscanned,

    Clean,
}
