namespace FunctionsApp.Platform.Messaging;

/// <summary>A service that the app asks beside storage and messaging is away, or its answer is of no use; it may be back later.</summary>
public sealed class OutageException(string message, Exception? inner = null) : Exception(message, inner);
