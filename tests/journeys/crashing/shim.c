/* Stands between a program and its disk and network (LD_PRELOAD): counts what leaves the program
 * below one folder and over IP sockets, writes it down in order, and at the n-th call kills the
 * program, kills it with half of the bytes written, or lets calls fail.
 *
 * FAULT_PREFIX  the folder;  FAULT_LOG  a file for the record, none without it
 * fault_arm(n, what, span): 'K' kill before the call, 'A' after it, 'H' after half of it,
 *   'E' EIO and 'N' ENOSPC for span calls that write or sync;  fault_count(): calls so far
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

static atomic_long *calls; /* shared with the parent of a fork */
static long at = -1, span = 1;
static char what = 'K';
static const char *prefix;
static int record = -1;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    calls = mmap(NULL, sizeof *calls, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    prefix = getenv("FAULT_PREFIX");
    const char *log = getenv("FAULT_LOG");
    if (log)
        record = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

void fault_arm(long n, int how, long much) {
    atomic_store(calls, 0);
    at = n, what = (char)how, span = much;
}

long fault_count(void) { return atomic_load(calls); }

static int ours(const char *path) {
    return prefix && path && strncmp(path, prefix, strlen(prefix)) == 0;
}

static const char *path_of(int fd, char *found) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(link, found, 4095);
    found[n > 0 ? n : 0] = 0;
    return ours(found) ? found : NULL;
}

static int is_line(int fd) {
    int domain = 0;
    socklen_t size = sizeof domain;
    return getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 &&
           (domain == AF_INET || domain == AF_INET6);
}

static void die(void) {
    raise(SIGKILL);
    for (;;)
        pause();
}

/* Counts one call; returns what is to happen to it: 0 nothing, 'A', 'H', or an errno. */
static int due(int may_fail) {
    long n = atomic_fetch_add(calls, 1) + 1;
    if (at < 1 || n < at)
        return 0;
    if (what == 'E' || what == 'N')
        return may_fail && n < at + span ? (what == 'E' ? EIO : ENOSPC) : 0;
    if (n != at)
        return 0;
    if (what == 'K')
        die();
    return what;
}

static void put(char op, const char *path, long offset, const void *data, size_t size) {
    if (record < 0)
        return;
    char head[128];
    int n = snprintf(head, sizeof head, "%c %zu %ld %zu\n", op, strlen(path), offset, size);
    __typeof__(&write) out = REAL(write);
    if (out(record, head, n) < 0 || out(record, path, strlen(path)) < 0 ||
        (size && out(record, data, size) < 0))
        die();
}

/* One write of some kind, by the given call; offset -1: where the file stands. */
#define WRITING(fd, data, size, offset, call, half)                                                \
    char name[4096];                                                                               \
    const char *path = path_of(fd, name);                                                          \
    if (!path)                                                                                     \
        return call;                                                                               \
    pthread_mutex_lock(&order);                                                                    \
    int fate = due(1);                                                                             \
    ssize_t done = -1;                                                                             \
    if (fate == EIO || fate == ENOSPC) {                                                           \
        errno = fate;                                                                              \
    } else {                                                                                       \
        done = fate == 'H' ? half : call;                                                          \
        if (done > 0)                                                                              \
            put('w', path, (offset) < 0 ? lseek(fd, 0, SEEK_CUR) - done : (offset), data, done);   \
        if (fate)                                                                                  \
            die();                                                                                 \
    }                                                                                              \
    int kept = errno;                                                                              \
    pthread_mutex_unlock(&order);                                                                  \
    errno = kept;                                                                                  \
    return done;

ssize_t write(int fd, const void *data, size_t size) {
    __typeof__(&write) call = REAL(write);
    WRITING(fd, data, size, (off_t)-1, call(fd, data, size), call(fd, data, size / 2))
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t to) {
    __typeof__(&pwrite64) call = REAL(pwrite64);
    WRITING(fd, data, size, to, call(fd, data, size, to), call(fd, data, size / 2, to))
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t to) {
    return pwrite64(fd, data, size, to);
}

/* A call without bytes: what it does to the record is one letter. */
#define DOING(op, path_, offset, data, size, may_fail, call)                                       \
    const char *path = (path_);                                                                    \
    if (!path)                                                                                     \
        return call;                                                                               \
    pthread_mutex_lock(&order);                                                                    \
    int fate = due(may_fail), done = -1;                                                           \
    if (fate == EIO || fate == ENOSPC) {                                                           \
        errno = fate;                                                                              \
    } else {                                                                                       \
        done = call;                                                                               \
        if (done == 0)                                                                             \
            put(op, path, offset, data, size);                                                     \
        if (fate)                                                                                  \
            die();                                                                                 \
    }                                                                                              \
    int kept = errno;                                                                              \
    pthread_mutex_unlock(&order);                                                                  \
    errno = kept;                                                                                  \
    return done;

int fsync(int fd) {
    char name[4096];
    DOING('f', path_of(fd, name), 0, "", 0, 1, REAL(fsync)(fd))
}

int fdatasync(int fd) {
    char name[4096];
    DOING('f', path_of(fd, name), 0, "", 0, 1, REAL(fdatasync)(fd))
}

int syncfs(int fd) {
    char name[4096];
    DOING('y', path_of(fd, name), 0, "", 0, 1, REAL(syncfs)(fd))
}

int ftruncate64(int fd, off64_t size) {
    char name[4096];
    DOING('t', path_of(fd, name), size, "", 0, 0, REAL(ftruncate64)(fd, size))
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int truncate64(const char *file, off64_t size) {
    DOING('t', ours(file) ? file : NULL, size, "", 0, 0, REAL(truncate64)(file, size))
}

int truncate(const char *file, off_t size) { return truncate64(file, size); }

int rename(const char *from, const char *to) {
    DOING('r', ours(from) ? from : NULL, 0, to, strlen(to), 0, REAL(rename)(from, to))
}

int unlink(const char *file) {
    DOING('u', ours(file) ? file : NULL, 0, "", 0, 0, REAL(unlink)(file))
}

int mkdir(const char *folder, mode_t mode) {
    DOING('m', ours(folder) ? folder : NULL, 0, "", 0, 0, REAL(mkdir)(folder, mode))
}

static int opened(const char *file, int flags, int fd) {
    if (fd >= 0 && ours(file) && flags & (O_CREAT | O_TRUNC)) {
        pthread_mutex_lock(&order);
        put(flags & O_TRUNC ? 'o' : 'c', file, 0, "", 0);
        pthread_mutex_unlock(&order);
    }
    return fd;
}

#define MODE                                                                                       \
    va_list more;                                                                                  \
    va_start(more, flags);                                                                         \
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;                                      \
    va_end(more);

int open64(const char *file, int flags, ...) {
    MODE return opened(file, flags, REAL(open64)(file, flags, mode));
}

int open(const char *file, int flags, ...) {
    MODE return opened(file, flags, REAL(open)(file, flags, mode));
}

ssize_t send(int fd, const void *data, size_t size, int flags) {
    __typeof__(&send) call = REAL(send);
    if (!is_line(fd))
        return call(fd, data, size, flags);
    pthread_mutex_lock(&order);
    int fate = due(0);
    /* Written down before it leaves: what the other side may know from here on. */
    put('s', "", 0, data, size);
    pthread_mutex_unlock(&order);
    ssize_t done = call(fd, data, fate == 'H' ? size / 2 : size, flags);
    if (fate)
        die();
    return done;
}

ssize_t sendfile64(int fd, int from, off64_t *offset, size_t size) {
    __typeof__(&sendfile64) call = REAL(sendfile64);
    if (!is_line(fd))
        return call(fd, from, offset, size);
    pthread_mutex_lock(&order);
    int fate = due(0);
    put('s', "", 0, "", 0);
    pthread_mutex_unlock(&order);
    ssize_t done = call(fd, from, offset, fate == 'H' ? size / 2 : size);
    if (fate)
        die();
    return done;
}

ssize_t sendfile(int fd, int from, off_t *offset, size_t size) {
    return sendfile64(fd, from, offset, size);
}
