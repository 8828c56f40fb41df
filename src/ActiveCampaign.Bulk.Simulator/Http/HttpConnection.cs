using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>One client connection: request, answer, request, answer.</summary>
internal sealed class HttpConnection : IDisposable
{
    private static long s_lastNumber;
    private readonly long _number = Interlocked.Increment(ref s_lastNumber);
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly IRequestHandler _handler;

    public HttpConnection(Socket socket, IRequestHandler handler)
    {
        socket.NoDelay = true;
        _socket = socket;
        _stream = new NetworkStream(socket, ownsSocket: false);
        _handler = handler;
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        RequestReader reader = new(_stream);
        AnswerWriter writer = new(_stream);
        try
        {
            while (await ServeOneAsync(reader, writer, cancellation).ConfigureAwait(false))
            {
            }
        }
        catch (BadHttpException problem)
        {
            _handler.OnBadHttp(problem);
            await TryWriteAsync(writer, problem).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The peer has gone or the server is closing: there is nobody to answer.
        }
        finally
        {
            reader.ReleaseBody();
            Dispose();
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }

    private async Task<bool> ServeOneAsync(RequestReader reader, AnswerWriter writer, CancellationToken cancellation)
    {
        HttpRequest? request = await reader.ReadAsync().ConfigureAwait(false);
        if (request is null)
            return false;

        Answer answer = await _handler.HandleAsync(request, _number, cancellation).ConfigureAwait(false);
        if (answer.Delivery == Delivery.Reset)
        {
            _socket.LingerState = new LingerOption(true, 0);
            return false;
        }

        bool keepAlive = !answer.Close && answer.Delivery == Delivery.Whole && WantsKeepAlive(request);
        await writer.WriteAsync(answer, keepAlive, span => _handler.WaitAsync(span, cancellation)).ConfigureAwait(false);
        return keepAlive;
    }

    private static bool WantsKeepAlive(HttpRequest request) =>
        !string.Equals(request.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    private static async Task TryWriteAsync(AnswerWriter writer, BadHttpException problem)
    {
        try
        {
            Answer answer = new(problem.Status, []) { Close = true };
            await writer.WriteAsync(answer, keepAlive: false, _ => Task.CompletedTask).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is IOException or ObjectDisposedException)
        {
            // A peer that does not speak HTTP need not listen either.
        }
    }
}
