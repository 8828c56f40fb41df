/*
 * Counts what a process does with the files of one folder and with its internet sockets, over all its threads, and
 * does something to one of these calls: kills the process before or after it, lets it fail, or cuts it short.
 * Loaded ahead of the C library (LD_PRELOAD). What reads a socket counts where there is something to read.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

enum call { CREATE, OPEN, MKDIR, RENAME, UNLINK, RMDIR, FSYNC, TRUNCATE, WRITE, CONNECT, SEND, READ, LIST, LOCK, SOCKET, RECEIVE, CALLS };
enum way { NONE, BEFORE, AFTER, IO_ERROR, NO_SPACE, CUT };

static char root[4096];
static size_t root_length;
static atomic_int counts[CALLS];
static atomic_int active, struck, cut_file = -1;
static int struck_call, struck_number, struck_way;

/* Counts from here on; call is -1 where nothing is to be done to any. */
void strike_begin(const char *folder, int call, int number, int way)
{
    atomic_store(&active, 0);
    root_length = (size_t)snprintf(root, sizeof root, "%s", folder);
    for (int i = 0; i < CALLS; i++)
        atomic_store(&counts[i], 0);
    struck_call = call;
    struck_number = number;
    struck_way = way;
    atomic_store(&struck, 0);
    atomic_store(&cut_file, -1);
    atomic_store(&active, 1);
}

/* Counts no more; gives the counts, and whether the call was reached. */
int strike_end(int *result)
{
    atomic_store(&active, 0);
    for (int i = 0; i < CALLS; i++)
        result[i] = atomic_load(&counts[i]);
    return atomic_load(&struck);
}

static enum way next(enum call call)
{
    if (atomic_fetch_add(&counts[call], 1) + 1 != struck_number || (int)call != struck_call)
        return NONE;
    atomic_store(&struck, 1);
    return struck_way;
}

static int is_ours(const char *path)
{
    return atomic_load(&active) && path && strncmp(path, root, root_length) == 0;
}

static int is_our_file(int file)
{
    if (!atomic_load(&active))
        return 0;
    int saved = errno;
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = saved;
    path[length < 0 ? 0 : length] = 0;
    return is_ours(path);
}

static int is_our_socket(int file)
{
    if (!atomic_load(&active))
        return 0;
    int saved = errno, domain = 0;
    socklen_t size = sizeof domain;
    int failed = getsockopt(file, SOL_SOCKET, SO_DOMAIN, &domain, &size);
    errno = saved;
    return !failed && (domain == AF_INET || domain == AF_INET6);
}

static void end_process(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static int fails(enum way way)
{
    if (way == BEFORE)
        end_process();
    if (way != IO_ERROR && way != NO_SPACE)
        return 0;
    errno = way == NO_SPACE ? ENOSPC : EIO;
    return 1;
}

/* The C library's own; looked up once. */
#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) \
        real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

#define STRIKE(type, ours, call, failure, work) \
    enum way way = (ours) ? next(call) : NONE; \
    if (fails(way)) \
        return failure; \
    type result = work; \
    if (way == AFTER) \
        end_process(); \
    return result

#define OPENING(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        REAL(int, name, const char *, int, ...); \
        STRIKE(int, is_ours(path), flags & O_CREAT ? CREATE : OPEN, -1, real(path, flags, mode)); \
    }

OPENING(open)
OPENING(open64)

int mkdir(const char *path, mode_t mode)
{
    REAL(int, mkdir, const char *, mode_t);
    STRIKE(int, is_ours(path), MKDIR, -1, real(path, mode));
}

int rename(const char *from, const char *to)
{
    REAL(int, rename, const char *, const char *);
    STRIKE(int, is_ours(to), RENAME, -1, real(from, to));
}

int unlink(const char *path)
{
    REAL(int, unlink, const char *);
    STRIKE(int, is_ours(path), UNLINK, -1, real(path));
}

int rmdir(const char *path)
{
    REAL(int, rmdir, const char *);
    STRIKE(int, is_ours(path), RMDIR, -1, real(path));
}

int fsync(int file)
{
    REAL(int, fsync, int);
    STRIKE(int, is_our_file(file), FSYNC, -1, real(file));
}

int flock(int file, int operation)
{
    REAL(int, flock, int, int);
    STRIKE(int, is_our_file(file), LOCK, -1, real(file, operation));
}

#define TRUNCATING(name, offset) \
    int name(int file, offset length) \
    { \
        REAL(int, name, int, offset); \
        STRIKE(int, is_our_file(file), TRUNCATE, -1, real(file, length)); \
    }

TRUNCATING(ftruncate, off_t)
TRUNCATING(ftruncate64, off64_t)

/* A write that is cut writes half, and the next one to the same file fails. */
#define WRITING(name, offset) \
    ssize_t name(int file, const void *data, size_t size, offset at) \
    { \
        REAL(ssize_t, name, int, const void *, size_t, offset); \
        if (atomic_load(&cut_file) == file && is_our_file(file)) { \
            atomic_store(&cut_file, -1); \
            errno = ENOSPC; \
            return -1; \
        } \
        enum way way = is_our_file(file) ? next(WRITE) : NONE; \
        if (fails(way)) \
            return -1; \
        if (way == CUT) \
            atomic_store(&cut_file, file); \
        ssize_t result = real(file, data, way == CUT ? size / 2 : size, at); \
        if (way == AFTER) \
            end_process(); \
        return result; \
    }

WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

#define READING(name, offset) \
    ssize_t name(int file, void *data, size_t size, offset at) \
    { \
        REAL(ssize_t, name, int, void *, size_t, offset); \
        STRIKE(ssize_t, is_our_file(file), READ, -1, real(file, data, size, at)); \
    }

READING(pread, off_t)
READING(pread64, off64_t)

struct dirent *readdir(DIR *folder)
{
    REAL(struct dirent *, readdir, DIR *);
    STRIKE(struct dirent *, is_our_file(dirfd(folder)), LIST, NULL, real(folder));
}

struct dirent64 *readdir64(DIR *folder)
{
    REAL(struct dirent64 *, readdir64, DIR *);
    STRIKE(struct dirent64 *, is_our_file(dirfd(folder)), LIST, NULL, real(folder));
}

int socket(int domain, int type, int protocol)
{
    REAL(int, socket, int, int, int);
    STRIKE(int, atomic_load(&active) && (domain == AF_INET || domain == AF_INET6), SOCKET, -1, real(domain, type, protocol));
}

int connect(int file, const struct sockaddr *address, socklen_t size)
{
    REAL(int, connect, int, const struct sockaddr *, socklen_t);
    STRIKE(int, is_our_socket(file), CONNECT, -1, real(file, address, size));
}

ssize_t send(int file, const void *data, size_t size, int flags)
{
    REAL(ssize_t, send, int, const void *, size_t, int);
    STRIKE(ssize_t, is_our_socket(file), SEND, -1, real(file, data, size, flags));
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags)
{
    REAL(ssize_t, sendmsg, int, const struct msghdr *, int);
    STRIKE(ssize_t, is_our_socket(file), SEND, -1, real(file, message, flags));
}

/* Whether there was something to read is up to the moment, and is not counted. */
static ssize_t received(int file, ssize_t result)
{
    if (result < 0 || !is_our_socket(file))
        return result;
    enum way way = next(RECEIVE);
    return fails(way) ? -1 : way == CUT ? 0 : result;
}

ssize_t recv(int file, void *data, size_t size, int flags)
{
    REAL(ssize_t, recv, int, void *, size_t, int);
    return received(file, real(file, data, size, flags));
}

ssize_t recvmsg(int file, struct msghdr *message, int flags)
{
    REAL(ssize_t, recvmsg, int, struct msghdr *, int);
    return received(file, real(file, message, flags));
}
