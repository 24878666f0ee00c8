using System.ComponentModel.DataAnnotations;

namespace FunctionsApp.Deliveries;

/// <summary>How webhooks are delivered. Bound from <c>Deliveries</c>.</summary>
public sealed class DeliveryOptions
{
    /// <summary>Whether endpoints on this machine are taken, also by http: for development and tests alone.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Hours for which the secret before the last one still signs, 1–168. Default 24.</summary>
    [Range(1, 168)] public int RotationHours { get; init; } = 24;

    /// <summary>Days for which the log keeps what was delivered or given up, 2–365. Default 30.</summary>
    /// <remarks>An item that came once more after them would be delivered once more: the broker keeps none so long.</remarks>
    [Range(2, 365)] public int LogDays { get; init; } = 30;

    /// <summary>Minutes in which an urgent warning reaches the canary of each channel, 5–60. Default 15.</summary>
    [Range(5, 60)] public int CanaryMinutes { get; init; } = 15;

    internal TimeSpan CanaryLimit => TimeSpan.FromMinutes(CanaryMinutes);
}
